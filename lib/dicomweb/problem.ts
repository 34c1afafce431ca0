import { fail, type Problem } from '@/lib/core/result';

/** Why the exchange with the image archive failed. */
export type ArchiveProblemCode =
  | 'origin-not-listed'
  | 'unreachable'
  | 'timeout'
  | 'cancelled'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'busy'
  | 'archive-error'
  | 'not-dicomweb'
  | 'empty'
  | 'incomplete'
  | 'malformed-multipart'
  | 'wrong-instances'
  | 'too-large'
  | 'store-refused';

export type ArchiveProblem = Problem<ArchiveProblemCode>;

const remedies: Readonly<Record<ArchiveProblemCode, string>> = {
  'origin-not-listed': 'Ask the site administrator to list this image archive.',
  unreachable: 'Check the network and try again.',
  timeout: 'Try again; if it happens again, the image archive may be overloaded.',
  cancelled: 'Start again when you are ready.',
  unauthorized: 'Launch the app again from the chart to renew the session.',
  forbidden: 'Ask the site administrator for access to this imaging study.',
  'not-found': 'Choose another series, or ask the imaging department where the images are.',
  busy: 'The archive is still fetching the images; try again in a few minutes.',
  'archive-error': 'Try again; if it happens again, tell the imaging department.',
  'not-dicomweb': 'Tell the site administrator: the archive answered with something other than images.',
  empty: 'Choose another series, or ask the imaging department to send this one again.',
  incomplete: 'Try again; if it happens again, tell the imaging department.',
  'malformed-multipart': 'Tell the site administrator: the archive sent a damaged answer.',
  'wrong-instances': 'Tell the site administrator: the archive sent other images than were asked for.',
  'too-large': 'Choose a series with fewer or thicker slices.',
  'store-refused': 'Go on: the segmentation is kept with the case, and can be stored later.',
};

export const archiveFailure = (
  code: ArchiveProblemCode,
  message: string,
  details: ArchiveProblem['details'] = {},
): { readonly ok: false; readonly problem: ArchiveProblem } => fail({ code, message, remedy: remedies[code], details });
