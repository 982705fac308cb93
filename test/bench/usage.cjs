// Preloaded into every process that is measured (`node --require`): on its way out it says on descriptor 3 what it took.
const { readFileSync, writeSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread)
  process.on('exit', () => {
    // Threads and all. What the system does afterwards, giving the memory back, is in no process's own account.
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, memory: peak() ?? maxRSS / 1024 }));
  });

/** In MB. `maxRSS` begins with what the parent held, where the system says better. */
function peak() {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'));
    return Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
