// The pages work without this: it saves a reload while a job runs, takes files that are dropped,
// and shows how much of them has been sent.
"use strict";
const job = document.querySelector("#job[data-events]");
if (job) {
  const bar = document.getElementById("bar");
  const what = document.getElementById("what");
  const source = new EventSource(job.dataset.events);
  source.onmessage = (event) => {
    const told = JSON.parse(event.data);
    if (told.ended) {
      source.close();
      location.reload();
      return;
    }
    what.textContent = told.what;
    if (told.total) {
      bar.max = told.total;
      bar.value = told.done;
    }
  };
}

function send(form) {
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", form.dataset.sending);
  form.append(bar);
  const request = new XMLHttpRequest();
  request.upload.onprogress = (event) => {
    bar.max = event.total;
    bar.value = event.loaded;
  };
  request.onload = () => {
    if (new URL(request.responseURL).pathname !== new URL(form.action).pathname) {
      history.pushState(null, "", request.responseURL);
      window.onpopstate = () => location.reload();
    }
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    document.title = page.title;
    document.body.replaceWith(page.body);
    document.querySelector("main").focus();
  };
  request.onerror = () => form.submit();
  request.open("POST", form.action);
  request.send(new FormData(form));
}

for (const form of document.querySelectorAll("form.drop")) {
  const field = form.querySelector("input[type=file]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!form.querySelector("progress")) {
      send(form);
    }
  });
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    field.files = event.dataTransfer.files;
    if (field.files.length) {
      form.requestSubmit();
    }
  });
}
