import { describe, expect, test } from 'vitest';
import { fridayPlan, play } from '../view/test-support.ts';
import { reportHtml } from './html.ts';
import { reportMarkdown } from './markdown.ts';
import { reportModel } from './model.ts';

const nasty = '<script>alert(1)</script> | **bold** @everyone\n# "title" & `code` [x](y)';
const friday = reportModel(play({ answers: 3 }), { server: 'https://finpay.example' });
const hostile = reportModel(
  play({ plan: { ...fridayPlan(), description: nasty }, answers: 3, answer: { result: 'Proceed', notes: nasty } }),
  { server: 'https://finpay.example' },
);

describe('the report as Markdown', () => {
  test('has a row for each stop, approval and addition', () => {
    const lines = reportMarkdown({ report: friday }).split('\n');

    expect(lines[0]).toMatchInlineSnapshot(
      `"## friday: done: 9 stops, 3 approvals, 11 deployments, 0 failures in 59 s"`,
    );
    expect(lines.filter((line) => /^\| \d/.test(line))).toHaveLength(9);
    expect(lines.find((line) => line.startsWith('| 1 '))).toMatchInlineSnapshot(
      `"| 1 | [payments-api → Development](https://finpay.example/app#/Spaces-1/tasks/ServerTasks-801) | 1.0.0 → 1.1.0 | ✔ succeeded | by the server in 3 s | smoke ✔ step Smoke Test ✔ http 200 in 4 ms |"`,
    );
    expect(lines.filter((line) => line.includes('approved by Marcus Webb'))).toHaveLength(3);
    expect(lines.filter((line) => line.includes('EuroShop'))).toHaveLength(1);
  });

  test('shows what people wrote without its meaning', () => {
    const text = reportMarkdown({ report: hostile });

    expect(text).not.toContain('<script');
    expect(text).not.toMatch(/(^|[^\\])\*\*bold/);
    expect(text).not.toMatch(/@everyone|^# /m);
    const rows = text.split('\n').filter((line) => line.includes('approved by'));
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(7);
  });
});

describe('the report as a page', () => {
  test('escapes everything, and runs and fetches nothing', () => {
    const html = reportHtml({ report: hostile });

    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toMatch(/<script|<img|<link|\son\w+=|javascript:|url\(/i);
    expect(html).toContain("default-src 'none'");
  });

  test('closes every element it opens', () => {
    const html = reportHtml({ report: friday }).replace(/<!doctype html>|<meta[^>]*>|<style>[\s\S]*<\/style>/g, '');
    const open: string[] = [];
    for (const [, end, name] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
      if (end) expect(open.pop()).toBe(name);
      else open.push(name ?? '');
    }
    expect(open).toEqual([]);
  });

  test('can be read aloud: a language, captions, heads of rows and columns, words beside marks', () => {
    const html = reportHtml({ report: friday });

    expect(html).toContain('<html lang="en">');
    expect(html.match(/<caption>/g)).toHaveLength(3);
    expect(html.match(/<th scope="row">/g)).toHaveLength(9 + 3 + 2);
    expect(html).toContain('<span aria-hidden="true">✔</span> succeeded');
  });

  test('names every cell for narrow screens, where the heads of columns are not seen', () => {
    const html = reportHtml({ report: friday });
    const stop = /<tr><td data-label="#">1.*<\/tr>/.exec(html)?.[0] ?? '';

    expect([...stop.matchAll(/data-label="([^"]*)"/g)].map(([, label]) => label)).toEqual([
      '#',
      'Version',
      'State',
      'Deployed',
      'Started',
      'Smoke tests',
    ]);
  });

  test('links only web addresses', () => {
    const script = 'javascript:alert(1)';
    const report = { ...friday, stops: friday.stops.map((stop) => ({ ...stop, link: script })) };

    expect(reportHtml({ report })).not.toContain(script);
  });
});
