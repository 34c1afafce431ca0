import type { ModuleImport } from './moduleGraph';

/** Import cycles, type-only imports included: each strongly connected component of two or more modules, once (Tarjan 1972). */
export function findCycles(graph: ReadonlyMap<string, readonly ModuleImport[]>): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const cycles: string[][] = [];

  const visit = (node: string): void => {
    order.set(node, order.size);
    low.set(node, order.get(node)!);
    stack.push(node);
    onStack.add(node);
    for (const { target } of graph.get(node) ?? []) {
      if (!target || !graph.has(target)) continue;
      if (!order.has(target)) {
        visit(target);
        low.set(node, Math.min(low.get(node)!, low.get(target)!));
      } else if (onStack.has(target)) {
        low.set(node, Math.min(low.get(node)!, order.get(target)!));
      }
    }
    if (low.get(node) !== order.get(node)) return;
    const component = stack.splice(stack.indexOf(node));
    for (const member of component) onStack.delete(member);
    const importsItself = graph.get(node)?.some(({ target }) => target === node);
    if (component.length > 1 || importsItself) cycles.push(component);
  };

  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return cycles;
}
