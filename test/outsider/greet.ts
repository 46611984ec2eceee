// A template from the command line, filled in from the environment.
import { errorText, evaluate } from '@octotrain/octostache';

const [template = ''] = process.argv.slice(2);
const evaluated = evaluate({ template, variables: process.env });
console.log(evaluated.text);
const trouble = errorText(evaluated);
if (trouble !== undefined) {
  console.error(trouble);
  process.exitCode = 1;
}
