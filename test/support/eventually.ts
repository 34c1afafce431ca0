const patienceMs = 10_000;
const pauseMs = 50;

/**
 * Judges what a page shows once it has drawn what was done to it: reads again until the judgement passes, and throws its
 * last objection after ten seconds.
 */
export async function eventually<T>(read: () => Promise<T>, judge: (value: T) => void): Promise<void> {
  for (const deadline = Date.now() + patienceMs; ; ) {
    const value = await read();
    try {
      return judge(value);
    } catch (objection) {
      if (Date.now() > deadline) throw objection;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
