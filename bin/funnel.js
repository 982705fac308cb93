#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  // Before anything is imported: an older engine would fail with a syntax error instead.
  process.stderr.write(`funnel: needs Node 20.19 or newer, this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else {
  const { run } = await import('./load.js');
  const code = await run(process.argv.slice(2));
  // What was written may be on its way; where it cannot go, whoever watches the stream says so and ends the process.
  const written = (stream) => new Promise((done) => stream.write('', (error) => error || done()));
  await Promise.all([process.stdout, process.stderr].map(written));
  // To be freed of all it had, piece by piece, takes a process a sixtieth of a small report.
  process.exit(code);
}
