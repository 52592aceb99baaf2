import type { z } from 'zod';
import type { FieldError } from '#domain/errors.ts';

type Issue = z.core.$ZodIssue;

/** Every field that a schema found wrong, by its path below `prefix`. */
export const fieldErrors = (error: z.ZodError, prefix: string): FieldError[] =>
  error.issues.flatMap((issue) => flatten(issue, prefix === '' ? [] : [prefix]));

function flatten(issue: Issue, above: PropertyKey[]): FieldError[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return meant(issue.errors).flatMap((inner) => flatten(inner, path));
  }
  const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
  return paths.map((parts) => ({ path: parts.map(String).join('.'), message: issue.message }));
}

/** Of the forms that a body may have, the one that the client seems to have meant: it knows most of the fields. */
function meant(forms: readonly Issue[][]): Issue[] {
  const strangers = (issues: Issue[]) =>
    issues.reduce((sum, issue) => sum + (isAtTheTop(issue) ? issue.keys.length : 0), 0);
  const [best] = forms.toSorted((a, b) => strangers(a) - strangers(b) || a.length - b.length);
  return best as Issue[];
}

/** Fields that a form does not know, of its own: those of what is in it say nothing of which form was meant. */
const isAtTheTop = (issue: Issue): issue is Issue & { code: 'unrecognized_keys' } =>
  issue.code === 'unrecognized_keys' && issue.path.length === 0;
