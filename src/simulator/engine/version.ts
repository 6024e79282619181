/** Goes into recordings and links; raised whenever the same scenario would be told differently. */
export const engineVersion = '0.1.0';
