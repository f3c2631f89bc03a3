using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);

const worker :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    (name = "program.js", esModule = embed "program.js"),
    (name = "settings.js", esModule = embed "settings.js"),
    (name = "verify.mjs", esModule = embed "verify.mjs"),
    (name = "gatehouse.mjs", esModule = embed "gatehouse.mjs"),
  ],
  compatibilityDate = "2026-11-01",
  globalOutbound = "internet",
);
