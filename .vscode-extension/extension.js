// A thin door: everything that an editor is told comes from `roadmap lsp`.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function start() {
  const settings = vscode.workspace.getConfiguration("roadmap");
  const server = {
    command: settings.get("command"),
    args: ["lsp", "--lang", settings.get("language")],
  };
  client = new LanguageClient("roadmap", "Roadmap", server, {
    documentSelector: [{ scheme: "file", language: "yaml" }],
  });
  try {
    await client.start();
  } catch (fault) {
    vscode.window.showErrorMessage(
      `${server.command} lsp: ${fault.message}. pip install -e '.[lsp]'; roadmap.command`,
    );
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running && running.needsStop()) await running.stop();
}

exports.activate = (context) => {
  context.subscriptions.push(
    vscode.commands.registerCommand("roadmap.restart", async () => {
      await stop();
      await start();
    }),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("roadmap")) {
        await stop();
        await start();
      }
    }),
  );
  return start();
};

exports.deactivate = stop;
