import type { Rule } from '../recording/worldTypes.ts';

/** Rules of Amazon S3 beyond the plain reading and writing of objects (those are in `cloud.ts`). */
export const s3Rules = {
  's3.list-bucket': {
    text: 'Listing needs s3:ListBucket on the bucket itself. A prefix that is sent is there to compare with, even when it is empty.',
    source: 'Amazon S3 User Guide, "Bucket policy examples using condition keys"',
    evidence: 'documented',
    test: 'unit/cloud/s3.test.ts: compares the prefix, the delimiter and the number of keys only when they are sent',
  },
  's3.multipart-upload': {
    text: 'Files of 8 MiB and more go in parts, each with s3:PutObject; under a customer’s key the parts need kms:Decrypt too.',
    source: 'Amazon S3 User Guide, "Multipart upload API and permissions"',
    evidence: 'documented',
    test: 'unit/cloud/s3.test.ts: joins the parts of an upload, and asks for kms:Decrypt on them',
  },
  's3.kms-in-the-callers-name': {
    text: 'S3 uses a customer’s KMS key with the caller’s rights: kms:GenerateDataKey to write, kms:Decrypt to read.',
    source: 'Amazon S3 User Guide, "Using server-side encryption with AWS KMS keys (SSE-KMS)"',
    evidence: 'documented',
    test: 'unit/cloud/s3.test.ts: uses the key of the bucket in the caller’s name',
  },
  's3.create-bucket': {
    text: 'Outside us-east-1 a new bucket’s Region must be named in the request, and be the Region of the endpoint.',
    source: 'Amazon S3 API Reference, "CreateBucket"',
    evidence: 'documented',
    test: 'unit/cloud/s3Buckets.test.ts: makes buckets with proper names in the Region that is named',
  },
  's3.acls-are-off': {
    text: 'ACLs are off in buckets made since April 2023: every ACL but bucket-owner-full-control is refused.',
    source:
      'Amazon S3 User Guide, "Controlling ownership of objects and disabling ACLs for your bucket"',
    evidence: 'documented',
    test: 'unit/cloud/s3Buckets.test.ts: refuses ACLs where they are off',
  },
  's3.block-public-access': {
    text: 'Block Public Access is on in new buckets: public ACLs and public policies are refused when they are saved.',
    source: 'Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage"',
    evidence: 'documented',
    test: 'unit/cloud/s3Buckets.test.ts: takes a public policy only when Block Public Access is off',
  },
  's3.bucket-policy-in-force-at-once': {
    text: 'A bucket policy decides from the next call on; S3 refuses a document that fits nothing in the bucket.',
    source: 'Amazon S3 API Reference, "PutBucketPolicy"',
    evidence: 'documented',
    test: 'unit/cloud/s3Buckets.test.ts: obeys a policy from the call that saved it on',
  },
  's3.replication-passes-role': {
    text: 'Replication hands a role to S3, so whoever sets it up needs iam:PassRole on that role.',
    source: 'Amazon S3 User Guide, "Setting up permissions for live replication"',
    evidence: 'documented',
    test: 'unit/cloud/s3Buckets.test.ts: asks for iam:PassRole for the role of a replication',
  },
  's3.versions': {
    text: 'In a bucket that keeps versions a deletion only puts a marker in the key’s place.',
    source: 'Amazon S3 User Guide, "Working with delete markers"',
    evidence: 'documented',
    test: 'unit/cloud/s3Buckets.test.ts: keeps versions once they are switched on',
  },
  's3.delete-objects-per-key': {
    text: 'DeleteObjects asks for s3:DeleteObject on every key by itself: what is refused stands in Errors, the rest is deleted.',
    source: 'Amazon S3 API Reference, "DeleteObjects"',
    evidence: 'documented',
    test: 'unit/cloud/s3Deleting.test.ts: deletes what the policy allows and lists the rest',
  },
} satisfies Record<string, Rule>;
