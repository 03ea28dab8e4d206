/** A secret as it is, and as it stands in a URL or in a line of JSON: each of these is to be hidden. Longest first. */
export const secretForms = (secret: string): string[] => {
  const forms = [secret, encodeURIComponent(secret), encodeURI(secret), JSON.stringify(secret).slice(1, -1)];
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
};
