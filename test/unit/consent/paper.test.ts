import { usualPaper } from '@/lib/consent/pdf/paper';

test.each([
  ['en-US', 'Letter'],
  ['es-MX', 'Letter'],
  ['en-GB', 'A4'],
  ['zh-CN', 'A4'],
  ['es', 'A4'],
])('E13: the paper of a browser set to %s is %s', (language, paper) => expect(usualPaper(language)).toBe(paper));
