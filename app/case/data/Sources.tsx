import { SourceLink } from '../SourceLink';

/** "Source: Observation, version 1 and Observation, version 2", each of which opens. */
export function Sources({ references }: { readonly references: readonly string[] }) {
  return (
    <>
      Source:{' '}
      {references.map((reference, index) => (
        <span key={reference}>
          {index > 0 && ' and '}
          <SourceLink reference={reference}>{nameOf(reference)}</SourceLink>
        </span>
      ))}
    </>
  );
}

/** The kind of resource and its version; its id says nothing to a person, and stands in what the link opens. */
function nameOf(reference: string): string {
  const [kind, , , version] = reference.split('/');
  return version ? `${kind}, version\u00a0${version}` : kind;
}
