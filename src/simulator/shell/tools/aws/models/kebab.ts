/**
 * `UpdateFunctionCode` → `update-function-code`, `DBInstanceIdentifier` → `db-instance-identifier`, `ResourceARNs` →
 * `resource-arns`: how the CLI makes its names from those of the API (AWS CLI User Guide, "Command structure").
 */
export function kebab(name: string): string {
  if (name.includes('-')) return name;
  const plural = /[A-Z]{2,}s$/.exec(name)?.[0];
  const start =
    plural === undefined ? name : `${name.slice(0, -plural.length)}-${plural.toLowerCase()}`;
  return start
    .replace(/^-/, '')
    .replace(/([^-])([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll('_', '-');
}
