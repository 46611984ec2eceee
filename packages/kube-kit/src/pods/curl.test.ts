import { expect, it } from 'vitest';
import { curl, type InsideAnswer, type InsideQuestion } from './curl.ts';
import { shellWords } from './shell-words.ts';

async function run(line: string, answer: InsideAnswer = ok) {
  const asked: InsideQuestion[] = [];
  const words = shellWords(line);
  if ('beyond' in words) throw new Error(words.beyond);
  const end = await curl(words, async (question) => {
    asked.push(question);
    return answer;
  });
  return { ...end, asked };
}

const ok: InsideAnswer = { container: 'web', status: 200, contentType: 'text/plain', body: 'hello' };
const bad: InsideAnswer = { ...ok, status: 500, body: 'boom' };

it.each<[string, InsideAnswer, string, string, number]>([
  ['http://localhost:80/', ok, 'hello', '', 0],
  ["-s -o /dev/null -w '%{http_code}' http://localhost:80/", ok, '200', '', 0],
  ["-so/dev/null -w'%{http_code}\\n' localhost", bad, '500\n', '', 0],
  ['-sf http://localhost/', bad, '', '', 22],
  ['-fsS http://localhost/', bad, '', 'curl: (22) The requested URL returned error: 500\n', 22],
  ["-s -o /dev/null -w '%{http_code}' http://localhost:81/", 'refused', '000', '', 7],
  [
    '-sS localhost:81',
    'refused',
    '',
    'curl: (7) Failed to connect to localhost port 81 after 0 ms: Could not connect to server\n',
    7,
  ],
  ['http://nobody/', 'unknown host', '', 'curl: (6) Could not resolve host: nobody\n', 6],
  ['-I http://localhost/', ok, 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 5\r\n\r\n', '', 0],
  ["-w '%{size_download} %{exitcode} %{none}%%' -o - localhost", ok, 'hello5 0 %', '', 0],
  ['--max-time 5 --retry 3 -L -k http://localhost/', ok, 'hello', '', 0],
])('curl %s', async (line, answer, stdout, stderr, exit) => {
  expect(await run(line, answer)).toMatchObject({ stdout, stderr, exit });
});

it.each<[string, string, number]>([
  ['--upload-file x localhost', 'option --upload-file: is unknown', 2],
  ['-Z localhost', 'option -Z: is unknown', 2],
  ['-o', 'option -o: requires parameter', 2],
  ['-s', 'no URL specified', 2],
  ['a b', 'one URL at a time', 2],
  ['file:///etc/passwd', 'Protocol "file" disabled', 1],
  ['http://[', 'Malformed input', 3],
  ['-o /tmp/here localhost', 'a played pod has no files', 23],
])("curl %s is refused in curl's own way", async (line, why, exit) => {
  const end = await run(line);

  expect(end).toMatchObject({ exit, stdout: '', stderr: expect.stringContaining(why) });
});

it('asks with the method, port and path it was told', async () => {
  expect((await run("-X DELETE 'http://10.244.0.3:8080/a/b?c=d'")).asked).toEqual([
    { host: '10.244.0.3', port: 8080, method: 'DELETE', path: '/a/b?c=d' },
  ]);
  expect((await run('-d a=1 -d b=2 localhost')).asked).toMatchObject([{ method: 'POST', path: '/' }]);
});
