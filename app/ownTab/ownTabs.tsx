import type { LaunchSite } from '@/lib/smart/launchRequest';
import type { OwnTabs } from './framedTab';

/** Made on the server, so that the words weigh nothing in the scripts of a page that mostly does not show them. */
export function ownTabs(sites: readonly LaunchSite[]): OwnTabs {
  const tabs = sites.map(({ issuer }) => ({
    issuer,
    tab: { offer: <Offer issuer={issuer} />, wayOut: <WayOut issuer={issuer} /> },
  }));
  return {
    ...Object.fromEntries(tabs.map(({ issuer, tab }) => [issuer, tab])),
    ...(tabs.length === 1 && { '': tabs[0].tab }),
  };
}

function WayOut({ issuer }: { readonly issuer: string }) {
  return (
    <p className="my-3 max-w-[68ch]">
      Backcast is in a frame of the EHR here. It can also be opened outside of it, and then starts empty: the EHR signs
      you in there and asks which patient you mean.
      <OwnTabLink issuer={issuer} />
    </p>
  );
}

/** Tells what a tab means before it opens one; what it tells floats below the header, where it hides nobody's name. */
function Offer({ issuer }: { readonly issuer: string }) {
  return (
    <>
      {' '}
      <button
        type="button"
        popoverTarget="own-tab"
        className="-my-0.5 inline-block min-h-6 text-accent underline underline-offset-2 print:hidden"
      >
        Open in a tab
      </button>
      <span
        id="own-tab"
        popover="auto"
        className="top-50 mx-auto w-80 max-w-[calc(100vw-32px)] rounded-md border border-line bg-raised p-4 text-ink shadow-lg min-[560px]:top-35"
      >
        The EHR signs you in there and asks again which patient you mean. What you entered here stays here.
        <OwnTabLink issuer={issuer} />
      </span>
    </>
  );
}

/** Neither launch token nor patient goes along, and the tab gets no hold of this frame: it launches by itself (E9, S4). */
function OwnTabLink({ issuer }: { readonly issuer: string }) {
  return (
    <a
      href={`/launch?iss=${encodeURIComponent(issuer)}`}
      target="_blank"
      rel="noopener"
      className="mt-2 block min-h-6 font-medium"
    >
      Open in a tab of its own
    </a>
  );
}
