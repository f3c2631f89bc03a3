/** Errors that reach the application: in the response of /token, or at the redirect URI. */
export const sentToApplication = {
  invalid_request: {
    90011: "The SAML authentication request property 'NameIdentifierPolicy/SPNameQualifier' is not supported.",
    70021:
      "No matching federated identity record found for presented assertion. Assertion Issuer: '{issuer}'. Assertion Subject: '{subject}'. Assertion Audience: '{audience}'. https://learn.microsoft.com/entra/workload-id/workload-identity-federation",
    90061: 'Request to External OIDC endpoint failed.',
    28002:
      "Provided value for the input parameter scope '{scope}' isn't valid when requesting an access token. Please specify a valid scope.",
    28003:
      "Provided value for the input parameter scope can't be empty when requesting an access token using the provided authorization code. Please specify a valid scope.",
    700022:
      "Invalid multiple resources scope: the provided value for the input parameter scope isn't valid because it contains more than one resource.",
    90008:
      "The user or administrator hasn't consented to use the application '{app}'({name}). This happened because application is misconfigured: it must require access to Microsoft Graph by specifying at least 'Sign in and read user profile' permission.",
    50147: 'The size of the code challenge parameter is not valid.',
    501491: 'Invalid size of Code_Challenge_Method parameter.',
    70007: "'{value}' is not a supported value of 'response_mode' when requesting a token.",
    90014:
      "The required field '{name}' is missing from the credential. Ensure that you have all the necessary parameters for the login request.",
    90023: "Invalid request: the value '{value}' of '{name}' isn't valid.",
    9001023:
      "The grant type '{grant}' is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.",
    9002325: 'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
    9002326:
      "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '{origin}'.",
    9002327:
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
    901002: "The 'resource' request parameter is not supported.",
  },
  invalid_client: {
    650057:
      "Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration. Client app ID: {app}({name}).",
    70002: 'Error validating credentials. The provided client secret or assertion is not valid.',
    7000214: 'The certificate used to sign the client assertion has been revoked.',
    7000274: 'The client assertion contains an invalid signature.',
    7000277: 'The certificate used to sign the client assertion has been revoked.',
    700030:
      'Invalid certificate - subject name in certificate is not authorized. SubjectNames/SubjectAlternativeNames in token certificate are: {app}.',
    50012: 'Authentication failed: client assertion contains an invalid signature, or its certificate is not accepted.',
    700211:
      "No matching federated identity record found for presented assertion issuer '{issuer}'. Please check your federated identity credential Subject, Audience and Issuer against the presented assertion.",
    700212:
      "No matching federated identity record found for presented assertion audience '{audience}'. Please check your federated identity credential Subject, Audience and Issuer against the presented assertion.",
    700213:
      "No matching federated identity record found for presented assertion subject '{subject}'. Please check your federated identity credential Subject, Audience and Issuer against the presented assertion.",
    7002138:
      "No matching federated identity record found for presented assertion {what} '{value}'. The {what} matches with case-insensitive comparison, but not with case-sensitive comparison. Please check your federated identity credential Subject, Audience and Issuer against the presented assertion.",
    700229: 'Only app-only tokens can be used as Federated Identity Credentials for AAD issuer.',
    500112:
      "The reply address '{uri}' does not match the reply address '{registered}' provided when requesting Authorization code.",
    650053:
      "The application '{name}' asked for scope '{scope}' that doesn't exist on the resource '{resource}'. Contact the app vendor.",
    700021: "Client assertion application identifier doesn't match 'client_id' parameter.",
    700023: 'Client assertion audience claim does not match Realm issuer.',
    700024: 'Client assertion is not within its valid time range. Current time: {now}.',
    700025: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
    700027:
      "The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '{app}'.]",
    7000215:
      "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{app}'.",
    7000218: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    7000222:
      "The provided client secret keys for app '{app}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.",
    1000502: 'The provided certificate is not within its specified validity window. Current time: {now}.',
    7000229:
      'The client application {app} is missing service principal in the tenant {tenant}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119',
  },
  invalid_grant: {
    50013:
      "Assertion failed signature validation: the assertion is invalid because of one of these reasons: the token issuer doesn't match the API version within its valid time range, expired, malformed, or refresh token in the assertion isn't a primary refresh token.",
    500133:
      'Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token. Current time: {now}.',
    50133: 'Session is not valid due to password expiration or recent password change.',
    65002:
      "Consent between first party application '{app}' and first party resource '00000003-0000-0000-c000-000000000000' must be configured via preauthorization.",
    50034:
      'The user account {user} does not exist in the {tenant} directory. To sign into this application, the account must be added to the directory.',
    50053: "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
    50055: 'The password is expired.',
    50057: 'The user account is disabled.',
    50126: 'Error validating credentials due to invalid username or password.',
    501051: "Application '{client}'({clientName}) is not assigned to a role for the application '{app}'({name}).",
    501481: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    50173:
      "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '{issued}' and the TokensValidFrom date (before which tokens are not valid) for this user is '{validFrom}'.",
    54005:
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    65001:
      "The user or administrator has not consented to use the application with ID '{app}' named '{name}'. Send an interactive authorization request for this user and resource.",
    70000: "The provided value for the '{name}' parameter is not valid: it was issued to another client.",
    700005:
      'Provided Authorization Code is intended to use against other tenant, thus rejected. OAuth2 Authorization Code must be redeemed against same tenant it was acquired for (/common or /{tenant-ID} as appropriate).',
    70008:
      'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
    700082:
      'The refresh token has expired due to inactivity. The token was issued on {issued} and was inactive for 90.00:00:00.',
    700084:
      "The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which can't be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page. The token was issued on {issued}.",
    9002313: 'Invalid request. Request is malformed or invalid.',
  },
  invalid_scope: {
    28000:
      'Provided value for the input parameter scope is not valid because it contains more than one resource. Scope {scope} is not valid.',
    70011:
      "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.",
  },
  invalid_resource: {
    500011:
      'The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.',
  },
  unsupported_response_type: {
    700051: "response_type 'token' is not enabled for the application.",
    700054: "response_type 'id_token' is not enabled for the application.",
    70005: "The response type '{value}' is not supported.",
  },
  unsupported_grant_type: {
    70003: "The app requested an unsupported grant type '{grant}'.",
  },
  login_required: {
    50058: 'A silent sign-in request was sent but no user is signed in.',
    70043:
      'The refresh token has expired or is invalid due to sign-in frequency checks by conditional access. A fresh sign-in is needed.',
  },
  interaction_required: {
    50078:
      "Presented multi-factor authentication has expired due to policies configured by your administrator, you must refresh your multi-factor authentication to access '00000003-0000-0000-c000-000000000000'.",
    50079:
      "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '00000003-0000-0000-c000-000000000000'.",
    16000:
      'Either multiple user identities are available for the current request or selected account is not supported for the scenario.',
    50076:
      "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '00000003-0000-0000-c000-000000000000'.",
    53003: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  },
  authorization_pending: {
    70016: 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
  },
  bad_verification_code: {
    70018: "Invalid verification code: the provided value for 'device_code' is not valid.",
  },
  expired_token: {
    70019: 'Verification code expired. Have the user sign in again.',
  },
  access_denied: {
    65004: 'User declined to consent to access the app.',
  },
  invalid_instance: {
    50049: 'Unknown or invalid instance.',
  },
  server_error: {
    50000: 'There was an issue when obtaining a token from the sign-in service.',
  },
  temporarily_unavailable: {
    90024: 'RequestBudgetExceededError - A transient error has occurred. Try again.',
    90090: 'GraphRetryableError - The service is temporarily unavailable.',
    50033: 'RetryableError - Indicates a transient error not related to the database operations.',
    90006: 'ExternalServerRetryableError - The service is temporarily unavailable.',
    40008:
      "OAuth2IdPUnretryableServerError - There's an issue with your federated Identity Provider. Contact your IDP to resolve this issue.",
    40010:
      "OAuth2IdPRetryableServerError - There's an issue with your federated Identity Provider. Contact your IDP to resolve this issue.",
    90033: 'A transient error has occurred. Please try again.',
    90055: 'There are too many requests incoming to the tenant.',
  },
} as const
