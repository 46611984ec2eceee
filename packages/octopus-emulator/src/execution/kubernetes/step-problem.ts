/** What a step must have and has not, or what of it cannot be understood; its message is a sentence for people. */
export class StepProblem extends Error {}
