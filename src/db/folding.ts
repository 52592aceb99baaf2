import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/**
 * The key by which userNames are unique: NFKC, in lower case, and with what looks alike made the same. Of
 * what the skeleton of UTS #39 (Unicode's confusables.txt) makes the same, `[A-Za-z0-9_]` has 0 and O, 1 and
 * l and I, m and rn; i goes with I, since case does not count. `keyOfUserName` says the same without a
 * database.
 */
export const userNameKey = (userName: SQLWrapper): SQL =>
  sql`replace(translate(lower(normalize(${userName}, NFKC)), '01i', 'oll'), 'm', 'rn')`;

/**
 * Text as searches see it, without regard to case, accents and forms of writing: Ü is u, É e, ﬁ fi, Ж ж, Ø o
 * and ß ss. At most 300 characters, so that any index can hold it: there are characters that unfold into 18.
 */
export const foldedText = (text: SQLWrapper): SQL => {
  const bare = sql`lower(regexp_replace(normalize(${text}, NFKD), '[\\u0300-\\u036f]', '', 'g'))`;
  const strokeless = sql`translate(${bare}, 'øłđðħŧŋıς', 'olddhtniσ')`;
  const spelled = sql`replace(replace(replace(replace(${strokeless}, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')`;
  return sql`left(normalize(${spelled}, NFKC), 300)`;
};

/** Text cut into pairs of characters; what is left over stays single. */
const pairs = (words: SQL): SQL =>
  sql`string_to_array(regexp_replace(${words}, '(..)', E'\\\\1\\x01', 'g'), E'\\x01')`;

/**
 * Every one and two neighbouring characters of a folded text: an index of them serves searches that are too
 * short to have a trigram.
 */
export const shortParts = (text: SQLWrapper): SQL =>
  sql`(string_to_array(${text}, null) || ${pairs(sql`${text}`)} || ${pairs(sql`substr(${text}, 2)`)})`;
