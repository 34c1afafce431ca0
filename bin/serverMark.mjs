/**
 * Resolves the mark of the server's modules to nothing. It makes builds for the browser fail; a command is a program of the
 * server, and Node would take the mark for a mistake.
 */
export const resolve = (specifier, context, next) =>
  specifier === 'server-only' ? { url: 'data:text/javascript,', shortCircuit: true } : next(specifier, context);
