// The pages work without this: it saves a reload while a job runs.
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
