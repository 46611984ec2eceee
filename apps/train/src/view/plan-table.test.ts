import { textWidth } from '@octotrain/command-line';
import { describe, expect, test } from 'vitest';
import { planTable } from './plan-table.ts';
import { fridayPlan, plainLook, planHash, runId, standingPlan } from './test-support.ts';

function friday(columns: number): string {
  return planTable({ plan: fridayPlan(), planHash, run: runId, look: plainLook(columns) });
}

describe('the plan as a table', () => {
  test('says at 100 columns what moves where, who must approve and what the server adds', () => {
    expect(friday(100)).toMatchInlineSnapshot(`
      "friday — Refund flow, fraud model and Acme's portal         plan 7f3a91 · run friday-20261123-k4t9qz
                         Development     Staging         Production
      1 payments-api     1.0.0 → 1.1.0   1.0.0 → 1.1.0   1.0.0 → 1.1.0
          ⛔ Production: Risk Team (process) · smoke: step Smoke Test, http payments-api /
      2 fraud-detector   1.0.0 → 1.1.0   1.0.0 → 1.1.0   1.0.0 → 1.1.0
          ⛔ Production: Risk Team (train)
      3 merchant-portal
          ⛔ Production: Risk Team (train)
          Acme Corp      1.0.0 → 1.1.0   1.0.0 → 1.1.0   1.0.0 → 1.1.0
        the server adds by itself: merchant-portal 1.1.0 → Development for EuroShop and untenanted
        9 stops · 3 approvals · 11 deployments, 5 of them by the server itself
        asked for by Alex Rivera, who may not approve
        warning: payments-api → Production: an answer to \`Risk Team Approval\` deploys at once; who
          answered is checked afterwards, and anyone with ProcessEdit could remove the step"
    `);
  });

  test('still is a table at 80 columns', () => {
    expect(friday(80)).toMatchInlineSnapshot(`
      "friday — Refund flow, fraud model and Acme's portal
        plan 7f3a91 · run friday-20261123-k4t9qz
                         Development     Staging         Production
      1 payments-api     1.0.0 → 1.1.0   1.0.0 → 1.1.0   1.0.0 → 1.1.0
          ⛔ Production: Risk Team (process)
          smoke: step Smoke Test, http payments-api /
      2 fraud-detector   1.0.0 → 1.1.0   1.0.0 → 1.1.0   1.0.0 → 1.1.0
          ⛔ Production: Risk Team (train)
      3 merchant-portal
          ⛔ Production: Risk Team (train)
          Acme Corp      1.0.0 → 1.1.0   1.0.0 → 1.1.0   1.0.0 → 1.1.0
        the server adds by itself: merchant-portal 1.1.0 → Development for EuroShop
          and untenanted
        9 stops · 3 approvals · 11 deployments, 5 of them by the server itself
        asked for by Alex Rivera, who may not approve
        warning: payments-api → Production: an answer to \`Risk Team Approval\` deploys
          at once; who answered is checked afterwards, and anyone with ProcessEdit
          could remove the step"
    `);
  });

  test('folds each car into a block at 60 columns', () => {
    expect(friday(60)).toMatchInlineSnapshot(`
      "friday — Refund flow, fraud model and Acme's portal
        plan 7f3a91 · run friday-20261123-k4t9qz
      1 payments-api
          Development  1.0.0 → 1.1.0
          Staging      1.0.0 → 1.1.0
          Production   1.0.0 → 1.1.0
          ⛔ Production: Risk Team (process)
          smoke: step Smoke Test, http payments-api /
      2 fraud-detector
          Development  1.0.0 → 1.1.0
          Staging      1.0.0 → 1.1.0
          Production   1.0.0 → 1.1.0
          ⛔ Production: Risk Team (train)
      3 merchant-portal
          ⛔ Production: Risk Team (train)
          Acme Corp
              Development  1.0.0 → 1.1.0
              Staging      1.0.0 → 1.1.0
              Production   1.0.0 → 1.1.0
        the server adds by itself: merchant-portal 1.1.0 →
          Development for EuroShop and untenanted
        9 stops · 3 approvals
        11 deployments, 5 of them by the server itself
        asked for by Alex Rivera, who may not approve
        warning: payments-api → Production: an answer to \`Risk
          Team Approval\` deploys at once; who answered is checked
          afterwards, and anyone with ProcessEdit could remove the
          step"
    `);
  });

  test.each([120, 100, 80, 60, 40])('never breaks at %i columns', (columns) => {
    for (const line of friday(columns).split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(columns);
  });

  test('says that there is nothing to do when everything stands already', () => {
    expect(planTable({ plan: standingPlan(), planHash, run: null, look: plainLook() })).toMatchInlineSnapshot(`
      "friday — Refund flow, fraud model and Acme's portal                                      plan 7f3a91
                         Development       Staging           Production
      1 payments-api     1.1.0 unchanged   1.1.0 unchanged   1.1.0 unchanged
          smoke: step Smoke Test, http payments-api /
      2 fraud-detector   1.1.0 unchanged   1.1.0 unchanged   1.1.0 unchanged
      3 merchant-portal
          Acme Corp      1.1.0 unchanged   1.1.0 unchanged   1.1.0 unchanged
        9 stops, all unchanged: nothing to do"
    `);
  });
});
