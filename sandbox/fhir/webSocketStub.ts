// @medplum/core names WebSocket when it is loaded and opens none here; Node 20 has none.
globalThis.WebSocket ??= class {} as never;

export {};
