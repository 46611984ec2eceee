export { applyLab, planLab, verifyLab } from './apply/apply-lab.ts';
