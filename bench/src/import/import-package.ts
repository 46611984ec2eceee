const before = process.memoryUsage().rss;
const cpu = process.cpuUsage();
const started = performance.now();
await import(process.env.BENCH_PACKAGE ?? '');
const importMs = performance.now() - started;
const { user, system } = process.cpuUsage(cpu);
const rssMb = (process.memoryUsage().rss - before) / 2 ** 20;
console.log(JSON.stringify({ 'wall ms': importMs, 'CPU ms': (user + system) / 1000, 'memory MB': rssMb }));

export {};
