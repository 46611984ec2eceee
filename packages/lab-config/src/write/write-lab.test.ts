import { expect, it } from 'vitest';
import { smallLab } from '../check/small-lab.test-data.ts';
import { finpayLab } from '../finpay/finpay-lab.ts';
import { loadLab } from '../load/load-lab.ts';
import type { Lab } from '../model/lab.ts';
import { writeLab } from './write-lab.ts';

function labOf(text: string): Lab {
  const loaded = loadLab({ ...finpayLab, text });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded.lab;
}

it('writes FinPay so that it is read as the same lab, not longer than it by half, and none is wider than 120 columns', () => {
  const finpay = labOf(finpayLab.text);

  const text = writeLab(finpay);

  expect(labOf(text)).toEqual(finpay);
  expect(text.split('\n').length).toBeLessThanOrEqual(finpayLab.text.split('\n').length * 1.5);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
});

it('writes a lab as people would', async () => {
  await expect(writeLab(labOf(smallLab), { heading: ['Small,', 'as it was.'] })).toMatchFileSnapshot(
    './small-lab.golden.yaml',
  );
});

it('keeps the values of a lab whose names read like words of the format', () => {
  const lab = labOf(`version: 1
lab: Odd
shared:
  environments: [{ name: env }, { name: value }, { name: "on" }]
spaces:
  "0x1":
    projects:
      "true":
        variables:
          A: [{ value: x, scope: { environments: [env] } }, { value: "1", scope: { environments: ["on"] } }]
          B: [{ value: y, scope: { environments: [value] } }]
          C: "007"
          D: "1e3"
          E: ""
          F: "- #1: {a}"
          G: "two\\nlines "
          H: { value: "", description: Blank. }
          I: { prompt: {} }
          J: { values: { "on": "true", env: "no" }, description: Both. }
`);

  expect(labOf(writeLab(lab))).toEqual(lab);
});

it('says in which spaces an environment is when it is not in all', () => {
  const lab = labOf(`version: 1
lab: Uneven
shared:
  environments: [{ name: Dev }, { name: Load, spaces: [B] }, { name: Live }]
spaces: { A: {}, B: {} }
`);

  const text = writeLab(lab);

  expect(text).toContain('- { name: Load, spaces: [B] }');
  expect(labOf(text)).toEqual(lab);
});
