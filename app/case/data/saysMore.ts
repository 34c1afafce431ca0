/** Whether the name of a source says more than the label or the value that it stands beside. */
export const saysMore = (display: string, beside: readonly string[]): boolean =>
  !beside.some((said) => said.toLowerCase().startsWith(display.toLowerCase()));
