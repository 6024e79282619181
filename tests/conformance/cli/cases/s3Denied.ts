const session = 'arn:aws:sts::111122223333:assumed-role/worker/AWSCodeBuild-1';
const words = (operation: string, action: string, resource: string): string =>
  `An error occurred (AccessDenied) when calling the ${operation} operation: User: ${session} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;

/** The customer's key of the cases. */
export const key = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** S3 puts the ARN in double quotes. */
export const denied = (operation: string, action: string, resource: string): string =>
  words(operation, action, `"${resource}"`);

/** What KMS refuses S3 hands on without them. */
export const keyDenied = (operation: string, action: string): string =>
  words(operation, action, key);

/** The ordinary refusal of `aws s3api`. */
export const refusal = (operation: string, action: string, resource: string) => ({
  [action]: { stderr: denied(operation, action, resource), exit: 254 },
});
