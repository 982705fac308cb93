#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  // Before anything is imported: an older engine would fail with a syntax error instead.
  process.stderr.write(`funnel: needs Node 20.19 or newer, this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else {
  const { load } = await import('./load.js');
  const argv = process.argv.slice(2);
  process.exitCode = await load(argv).run(argv);
}
