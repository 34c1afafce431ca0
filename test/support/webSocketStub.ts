// @medplum/core names WebSocket when it is loaded and never opens one here; Node 20 has none.
globalThis.WebSocket ??= class {} as never;

export {};
