// Jest reads testTimeout only globally; each project has its own, by its name.
const secondsByProject: Record<string, number> = {
  unit: 20,
  architecture: 60,
  reference: 180,
  protocol: 120,
  pacs: 180,
  e2e: 300,
};
const project = expect.getState().testPath?.match(/[\\/]test[\\/]([a-z0-9]+)[\\/]/)?.[1] ?? 'unit';
jest.setTimeout((secondsByProject[project] ?? 20) * 1000);
