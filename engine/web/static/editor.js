// The field with a file's text becomes an editor that asks the workspace what may stand here, what
// a name means and what is wrong. Without this the field is a field, and the form the same.
"use strict";
{
  const { EditorState, EditorView, keymap } = CodeMirror;
  const nonce = document.currentScript.nonce;
  const field = document.getElementById("field");
  const desk = document.getElementById("desk");
  const words = JSON.parse(desk.dataset.words);
  const status = document.getElementById("said");
  const found = document.getElementById("found");
  const rename = document.getElementById("rename");
  const PAUSE = 400;
  const NAME = /[\p{L}\p{N}_./-]*$/u;

  // Lines from 0; characters of a line as whole letters: the server knows no halves of them.
  const place = (doc, at) => {
    const line = doc.lineAt(at);
    return { line: line.number - 1, character: [...line.text.slice(0, at - line.from)].length };
  };
  const offset = (doc, [line, character]) => {
    const there = doc.line(Math.min(Math.max(line + 1, 1), doc.lines));
    return there.from + [...there.text].slice(0, character).join("").length;
  };

  const ask = async (what, asked) => {
    const body = new URLSearchParams({ file: desk.dataset.file, ...asked });
    const answer = await fetch(`${desk.dataset.assist}/${what}`, { method: "POST", body });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    return answer.json();
  };
  const asked_at = (what, state, at) =>
    ask(what, { text: state.doc.toString(), ...place(state.doc, at) }).catch(() => {
      status.textContent = words.silent;
      return {};
    });

  const complete = async (context) => {
    const typed = context.matchBefore(NAME);
    if (!context.explicit && !context.matchBefore(/[\p{L}\p{N}_./[ :-]$/u)) {
      return null;
    }
    const { items = [] } = await asked_at("complete", context.state, context.pos);
    if (!items.length) {
      return null;
    }
    const margin = /^ *(- )?/.exec(context.state.doc.lineAt(context.pos).text)[0].length;
    const options = items.map((each) => ({
      label: each.name,
      detail: `${each.kind} ${each.title}`.trim(),
      info: each.detail || undefined,
      apply: each.text ? each.text.replaceAll("\n", `\n${" ".repeat(margin)}`) : each.name,
    }));
    return { from: typed ? typed.from : context.pos, options, validFor: NAME };
  };

  const told = (meant) => {
    const box = document.createElement("div");
    box.className = "meaning";
    const name = document.createElement("strong");
    name.textContent = `${meant.kind} ${meant.name}`;
    box.append(name);
    for (const line of [meant.title, meant.detail, meant.last].filter(Boolean)) {
      const part = document.createElement("div");
      part.textContent = line;
      box.append(part);
    }
    if (meant.address) {
      const link = document.createElement("a");
      link.href = meant.address;
      link.target = "_blank";
      link.textContent = `${words.where} ${meant.file}:${meant.line + 1}`;
      box.append(link);
    }
    return box;
  };
  const hover = CodeMirror.hoverTooltip(async (view, at) => {
    const meant = await asked_at("meaning", view.state, at);
    return meant.name ? { pos: at, above: true, create: () => ({ dom: told(meant) }) } : null;
  });

  const explain = (view) => {
    asked_at("meaning", view.state, view.state.selection.main.head).then((meant) => {
      status.replaceChildren(meant.name ? told(meant) : words.unknown);
    });
    return true;
  };
  const go = (view, at) => {
    view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    view.focus();
  };
  const define = (view) => {
    asked_at("meaning", view.state, view.state.selection.main.head).then((meant) => {
      if (!meant.address) {
        status.textContent = words.unknown;
      } else if (meant.file === desk.dataset.file) {
        go(view, offset(view.state.doc, [meant.line, meant.character]));
      } else {
        window.open(meant.address, "_blank", "noopener");
      }
    });
    return true;
  };
  const name_anew = (view) => {
    const { state } = view;
    asked_at("meaning", state, state.selection.main.head).then((meant) => {
      if (!rename || !meant.renamed) {
        status.textContent = words.no_rename;
        return;
      }
      const at = place(state.doc, state.selection.main.head);
      rename.elements.name.value = meant.name;
      rename.elements.line.value = at.line;
      rename.elements.character.value = at.character;
      rename.closest("details").open = true;
      rename.elements.new.focus();
    });
    return true;
  };

  let waiting = 0;
  let asked = 0;
  const check = async (view) => {
    const mine = ++asked;
    const doc = view.state.doc;
    let answer;
    try {
      answer = await ask("findings", { text: doc.toString() });
    } catch {
      status.textContent = words.silent;
      return;
    }
    if (mine !== asked || view.state.doc !== doc) {
      return;
    }
    const diagnostics = answer.findings.map((each) => {
      const from = offset(doc, each.from);
      const to = Math.max(offset(doc, each.to), from);
      return { from, to, severity: each.severity, source: each.code, message: each.text };
    });
    diagnostics.sort((one, other) => one.from - other.from);
    view.dispatch(CodeMirror.setDiagnostics(view.state, diagnostics));
    status.textContent = answer.said;
    found.replaceChildren(...diagnostics.map((each) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet";
      button.textContent = `${words.line} ${doc.lineAt(each.from).number}`;
      button.onclick = () => go(view, Math.min(each.from, view.state.doc.length));
      const said = document.createElement("span");
      said.textContent = `${each.source} ${each.message}`;
      item.append(button, said);
      return item;
    }));
  };

  let is_sent = false;
  const began = field.value;
  const changed = EditorView.updateListener.of((update) => {
    if (update.docChanged) {
      field.value = update.state.doc.toString();
      clearTimeout(waiting);
      waiting = setTimeout(check, PAUSE, update.view);
    }
  });
  const keys = [
    { key: "Alt-Enter", run: explain },
    { key: "F12", run: define },
    { key: "F2", run: name_anew },
  ];
  const view = new EditorView({
    doc: field.value,
    extensions: [
      EditorView.cspNonce.of(nonce),
      EditorView.contentAttributes.of({
        "aria-label": words.label, "aria-describedby": "keys", spellcheck: "false",
        tabindex: "0",
      }),
      EditorState.phrases.of(words.phrases),
      CodeMirror.lineNumbers(), CodeMirror.history(), CodeMirror.yaml(),
      CodeMirror.syntaxHighlighting(CodeMirror.classHighlighter), CodeMirror.bracketMatching(),
      CodeMirror.highlightActiveLine(), CodeMirror.highlightSelectionMatches(),
      CodeMirror.search({ top: true }), hover, changed,
      // A list that scrolls would have to be reached by Tab: the arrows lead to the rest.
      CodeMirror.autocompletion({ override: [complete], icons: false, maxRenderedOptions: 10 }),
      // Tab is no key of the editor: whoever has no mouse goes on by it.
      keymap.of([
        ...keys, ...CodeMirror.completionKeymap, ...CodeMirror.lintKeymap, ...CodeMirror.searchKeymap,
        ...CodeMirror.historyKeymap, ...CodeMirror.defaultKeymap,
      ]),
    ],
  });
  field.before(view.dom);
  field.hidden = true;
  document.querySelector("label[for=field]").onclick = () => view.focus();
  const line = Number(desk.dataset.line);
  if (line) {
    view.dispatch({ selection: { anchor: offset(view.state.doc, [line - 1, 0]) } });
    view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main, { y: "center" }) });
  }
  desk.hidden = false;
  for (const [id, run] of [["explain", explain], ["define", define], ["name-anew", name_anew]]) {
    document.getElementById(id)?.addEventListener("click", () => run(view));
  }
  if (rename) {
    rename.addEventListener("submit", () => {
      rename.elements.text.value = view.state.doc.toString();
    });
  }
  document.addEventListener("submit", () => { is_sent = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!is_sent && view.state.doc.toString() !== began) {
      event.preventDefault();
    }
  });
  check(view);
}
