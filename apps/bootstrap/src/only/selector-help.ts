/** What is said where a selector is asked for. */
export const selectorHelp = 'KIND, KIND/NAME, space/NAME or space/NAME/KIND/NAME; * stands for any text';
