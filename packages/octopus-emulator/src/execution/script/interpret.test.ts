import { describe, expect, it } from 'vitest';
import type { EffectAnswer, ScriptEffect } from './effects.ts';
import { runScript } from './interpret.ts';

const smokeTest = `
echo "Smoke test of payments-api in Production"

NAMESPACE="payments-prod"
kubectl rollout status deployment/payments-api -n \${NAMESPACE} --timeout=120s

POD=$(kubectl get pod -n \${NAMESPACE} -l app=payments-api -o jsonpath='{.items[0].metadata.name}')
STATUS=$(kubectl exec -n \${NAMESPACE} \${POD} -- curl -s -o /dev/null -w '%{http_code}' http://localhost:80/ 2>/dev/null)

if [ "\${STATUS}" = "200" ]; then
  echo "healthy (HTTP \${STATUS})"
else
  echo "unhealthy (HTTP \${STATUS})"
  exit 1
fi
`;

/** Runs a script; effects other than logs are answered by `answers`, by kind. */
function run(script: string, answers: { [Kind in ScriptEffect['kind']]?: EffectAnswer } = {}) {
  const log: string[] = [];
  const effects: ScriptEffect[] = [];
  const running = runScript(script, { namespace: 'default' });
  let next = running.next();
  while (!next.done) {
    if (next.value.kind === 'log') log.push(next.value.text);
    else effects.push(next.value);
    next = running.next(answers[next.value.kind] ?? { code: 0, lines: [] });
  }
  return { ...next.value, log, effects };
}

function smoke(status: number) {
  return run(smokeTest, {
    get: { code: 0, lines: ['payments-api-abc-1', 'payments-api-abc-2'] },
    http: { code: 0, lines: ['{"tag":"1.1.0"}'], status },
  });
}

describe("the lab's smoke test", () => {
  it('succeeds when the workload answers 200', () => {
    const result = smoke(200);

    expect(result).toMatchObject({ exitCode: 0, skipped: 0 });
    expect(result.log).toEqual(['Smoke test of payments-api in Production', 'healthy (HTTP 200)']);
  });

  it('asks the rollout, the pods and one pod', () => {
    expect(smoke(200).effects).toEqual([
      { kind: 'rolloutStatus', namespace: 'payments-prod', name: 'payments-api', timeoutMs: 120_000 },
      { kind: 'get', resource: 'pods', namespace: 'payments-prod', name: undefined, selector: 'app=payments-api' },
      { kind: 'http', via: 'pods', namespace: 'payments-prod', name: 'payments-api-abc-1', port: 80, path: '/' },
    ]);
  });

  it('fails when the workload answers anything else', () => {
    const result = smoke(500);

    expect(result.exitCode).toBe(1);
    expect(result.log).toContain('unhealthy (HTTP 500)');
  });
});

describe('scripts', () => {
  it.each([
    ['the exit code of the last command', 'true\nfalse', 1],
    ['exit, which ends it', 'exit 3\necho not reached', 3],
    ['a failure followed by a success', 'false\ntrue', 0],
    ['a failure under set -e', 'set -euo pipefail\nfalse\ntrue', 1],
    ['a failure that || answers, under set -e', 'set -e\nfalse || true\ntrue', 0],
    ['&& after a failure', 'false && exit 9', 1],
    ['a negated command', '! false', 0],
    ['elif', 'A=2\nif [ "$A" = 1 ]; then exit 1; elif [ "$A" -eq 2 ]; then exit 2; else exit 3; fi', 2],
    ['an if without a match', 'if [ -z "x" ]; then exit 1; fi', 0],
  ])('end with %s', (_, script, exitCode) => {
    expect(run(script).exitCode).toBe(exitCode);
  });

  it('expand variables, fallbacks and quotes', () => {
    const script = `A="two words"\necho "$A" '$A' \${B:-none} \${A} \\$A # a comment`;

    expect(run(script).log).toEqual(['two words $A none two words $A']);
  });

  it('count lines of what kubectl finds', () => {
    const script = 'N=$(kubectl get pods -A --no-headers 2>/dev/null | wc -l)\necho "pods: $N"';

    expect(run(script, { get: { code: 0, lines: ['a', 'b', 'c'] } }).log).toEqual(['pods: 3']);
  });

  it.each([
    ['status.phase!=Running,status.phase!=Succeeded', 0],
    ['status.phase=Running', 1],
    ['status.phase!=Pending', 1],
  ])('know that all pods run: of %s there are %s', (selector, count) => {
    const result = run(`kubectl get pods -A --field-selector=${selector} --no-headers | wc -l`, {
      get: { code: 0, lines: ['pod'] },
    });

    expect(result).toMatchObject({ log: [String(count)], skipped: 0 });
  });

  it('restart a workload', () => {
    expect(run('kubectl rollout restart deployment/fraud-detector -n fraud-prod').effects).toEqual([
      { kind: 'rolloutRestart', namespace: 'fraud-prod', name: 'fraud-detector' },
    ]);
  });

  it('reach a Service by its name, and fail like curl -f does', () => {
    const result = run('curl -sf http://payments-api.payments-prod.svc:8080/health', {
      http: { code: 0, lines: [], status: 503 },
    });

    expect(result.exitCode).toBe(22);
    expect(result.effects).toEqual([
      { kind: 'http', via: 'services', namespace: 'payments-prod', name: 'payments-api', port: 8080, path: '/health' },
    ]);
  });

  it('sleep as long as they say', () => {
    expect(run('sleep 2').effects).toEqual([{ kind: 'sleep', ms: 2_000 }]);
  });

  it('say which lines nothing models, and go on', () => {
    const result = run('helm list\nfor i in 1 2; do\n  echo $i\ndone\nkubectl get nodes -o wide\necho done');

    expect(result.skipped).toBe(3);
    expect(result.exitCode).toBe(0);
    expect(result.log).toEqual([
      'simulated: not run: helm list',
      'simulated: not run: for i in 1 2; do',
      'simulated: not run: kubectl get nodes -o wide',
      'done',
    ]);
  });

  it('end whatever text they are given', () => {
    for (const text of ['if', 'fi', 'then', '$(', '"', "'", '|', '&& ||', 'if [ 1 ]; then', '((', '${', '>', 'done']) {
      expect(run(text).exitCode).toBeTypeOf('number');
    }
  });
});
