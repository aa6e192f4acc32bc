const stepMs = 50;

/** Asks again until an expectation holds; fails with its last failure when the time is up. */
export async function eventually<Value>(
  expectation: () => Value | Promise<Value>,
  limitMs = 15_000,
): Promise<Value> {
  const end = Date.now() + limitMs;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, stepMs));
    }
  }
}
