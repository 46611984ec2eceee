/** Values of a chart: what YAML can say. */
export type Value = string | number | boolean | null | Value[] | Values;
export interface Values {
  [name: string]: Value;
}

export function isValues(value: Value | undefined): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Lays values over others as helm does: maps are merged, anything else is replaced, null removes. */
export function overlay(base: Values, top: Values): Values {
  const merged: Values = { ...base };
  for (const [name, value] of Object.entries(top)) {
    const below = merged[name];
    if (value === null) delete merged[name];
    else merged[name] = isValues(below) && isValues(value) ? overlay(below, value) : value;
  }
  return merged;
}

/** Sets `a.b.c` in values. */
export function setPath(values: Values, path: string, value: Value): Values {
  const [name = '', ...rest] = path.split('.');
  const below = values[name];
  if (rest.length === 0) return { ...values, [name]: value };
  return { ...values, [name]: setPath(isValues(below) ? below : {}, rest.join('.'), value) };
}
