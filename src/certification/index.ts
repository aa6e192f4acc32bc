/**
 * Certification: the rule for the certificate, looked at with evidence. The facts themselves belong to the rooms that
 * record them (learning, assessment, cohorts), which hand them in as `Evidence`.
 */
export { evaluateCertificate } from './evaluate-certificate.ts';
export type { CertificateStanding, Evidence, Requirement } from './evaluate-certificate.ts';
