/** Counts the changed states of a repository, in total and by their results. */
export function summarize(facts) {
  const images = facts.filter(({ imagesOnly }) => imagesOnly);
  const rules = {};
  for (const { rules: found } of facts) {
    for (const key of Object.keys(found)) rules[key] = (rules[key] ?? 0) + 1;
  }
  const sorted = Object.entries(rules).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return { ...count(facts), imagesOnly: count(images), rules: Object.fromEntries(sorted) };
}

function count(facts) {
  const having = (test) => facts.filter(test).length;
  const has = ({ rules }, severity) => Object.keys(rules).some((key) => key.startsWith(`${severity} `));
  return {
    states: facts.length,
    quiet: having((fact) => !fact.refused && !has(fact, 'error') && !has(fact, 'warning')),
    errors: having((fact) => has(fact, 'error')),
    refused: having(({ refused }) => refused),
    leftOut: having(({ leftOut }) => leftOut > 0),
    notJudged: having(({ notJudged }) => notJudged > 0),
  };
}

/** Returns the lines of a summary for readers. */
export function describe(name, summary) {
  const line = (title, counts) =>
    [
      title.padEnd(48),
      `${counts.states} states`,
      ...Object.entries(LABELS).map(
        ([key, label]) => `${label} ${counts[key]} (${percent(counts[key], counts.states)})`,
      ),
    ].join('  ');
  return [
    line(name, summary),
    ...(summary.imagesOnly.states > 0 ? [line('  only images change', summary.imagesOnly)] : []),
  ];
}

const LABELS = { quiet: 'quiet', errors: 'errors', refused: 'refused', leftOut: 'left out', notJudged: 'not judged' };

function percent(part, whole) {
  return `${whole === 0 ? 0 : ((100 * part) / whole).toFixed(1)}%`;
}
