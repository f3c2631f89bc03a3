/** The ids and the time of the examples, so that they belong together. */
export const at = '2026-11-21T09:30:00.000Z'
export const env_id = 'env_01jd2x3y4ze00a0b1c2d3e4f5g'
export const organization_id = 'org_01jd2x3y4z5a6b7c8d9e0f1g2h'
export const connection_id = 'conn_01jd2x3y4z5a6b7c8d9e0f1g2j'
export const application_id = 'app_01jd2x3y4z5a6b7c8d9e0f1g2k'
export const api_resource_id = 'res_01jd2x3y4z5a6b7c8d9e0f1g34'
export const user_id = 'user_01jd2x3y4z5a6b7c8d9e0f1g2m'
export const key_id = 'key_01jd2x3y4z5a6b7c8d9e0f1g2n'
