/** Remembers the answers of a function of a text, for the few texts that a run asks for. */
export function remembered<Answer>(answer: (words: string) => Answer): (words: string) => Answer {
  const known = new Map<string, Answer>();
  return (words) => {
    const found = known.get(words);
    if (found !== undefined) return found;
    if (known.size >= MOST) known.clear();
    const fresh = answer(words);
    known.set(words, fresh);
    return fresh;
  };
}

const MOST = 50_000;

/** Asks a question when its answer is first wanted, and only once. */
export function once<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let asked: Promise<Answer> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}
