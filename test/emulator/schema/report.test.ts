import { expect, it } from 'vitest';
import { readReport } from './report.ts';

it('reads which operations were tried and what was found at each', () => {
  const report = readReport(`<?xml version="1.0"?><testsuites><testsuite>
    <testcase name="GET /api/{spaceId}/a" time="1" />
    <testcase name="PUT /api/{spaceId}/b" time="1">
      <failure type="failure" message="x">1. [500] &quot;a&quot; &lt;&amp;gt; &#65;&#x42;
</failure>
      <error type="error">gone</error>
    </testcase>
    <testcase name="GET /c" time="1"></testcase>
  </testsuite></testsuites>`);

  expect([...report]).toEqual([
    ['GET /api/{spaceId}/a', []],
    ['PUT /api/{spaceId}/b', ['1. [500] "a" <&gt; AB', 'gone']],
    ['GET /c', []],
  ]);
});
