/** What a complete profile has. The picture may be either of the two: the `image` of sign-in, or the avatar's. */
export type Profile = {
  firstName: string;
  lastName: string;
  userName: string;
  image: string | null;
  avatarUrl: string | null;
};

export type ProfileField = 'firstName' | 'lastName' | 'userName' | 'avatarUrl';

/** What is missing from a profile, by the names that fill it in. Links to other networks are anybody's choice. */
export function missingFrom(profile: Profile): ProfileField[] {
  const has: Record<ProfileField, boolean> = {
    firstName: profile.firstName !== '',
    lastName: profile.lastName !== '',
    userName: profile.userName !== '',
    avatarUrl: Boolean(profile.avatarUrl || profile.image),
  };
  return (Object.keys(has) as ProfileField[]).filter((field) => !has[field]);
}
