import { installedModel } from '@/lib/server/models/readModelPackage';
import { IntendedUse } from '@/lib/ui/IntendedUse';

/** For whoever opens the address without a chart: how it is opened, and what may be read without one. */
export default async function Home() {
  const { manifest } = await installedModel();
  return (
    <>
      <header>
        <IntendedUse status={manifest.status} />
      </header>
      <main className="mx-auto max-w-[68ch] px-4 py-8">
        <h1 className="text-xl leading-7 font-semibold">Backcast opens from a patient's chart</h1>
        <p className="mt-2">
          Before vertebral augmentation of an osteoporotic compression fracture it estimates how many of 100 such
          patients still have back pain afterwards. Open the patient in your EHR and start Backcast there: it then knows
          who you are and whose chart it reads.
        </p>
        <p className="mt-2">
          Without a patient you can read <a href="/model">what the model is, how well it did and where it stops</a>.
        </p>
      </main>
    </>
  );
}
