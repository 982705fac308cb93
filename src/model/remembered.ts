/** A function of a text that remembers its answers, as many as a run asks for and no more. */
export function remembered<Answer>(answer: (words: string) => Answer, most = 50_000): (words: string) => Answer {
  const known = new Map<string, Answer>();
  return (words) => {
    const found = known.get(words);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const fresh = answer(words);
    known.set(words, fresh);
    return fresh;
  };
}
