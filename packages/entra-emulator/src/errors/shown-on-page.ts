/** Errors that Entra shows on its own page and never sends to the application, by their OAuth error at /token. */
export const shownOnPage = {
  invalid_request: {
    70004: "The redirect URI '{uri}' isn't in the list of redirect URIs of the application '{app}'.",
    90019: 'No tenant-identifying information found in either the request or implied by any provided credentials.',
    90038: "Tenant '{tenant}' request is being redirected to the national cloud 'MicrosoftOnline.us'.",
    90124:
      "Resource '00000003-0000-0000-c000-000000000000' (Microsoft Graph) is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.",
    90015: 'Requested query string is too long.',
    90013: 'Invalid input received from the user.',
    90100: '{name} parameter is empty or not valid.',
    50059: 'No tenant-identifying information found in either the request or implied by any provided credentials.',
    50169: "The realm '{tenant}' is not a configured realm of the current service namespace.",
    50196:
      'The server terminated an operation because it encountered a client request loop. Please contact your app vendor.',
    900382: 'Confidential Client is not supported in Cross Cloud request.',
    900432: 'Confidential Client is not supported in Cross Cloud request.',
    1002016:
      'You are using TLS version 1.0, 1.1 and/or 3DES cipher which are deprecated to improve the security posture of Azure AD.',
    9010010: "The resource parameter provided in the request doesn't match with the requested scopes.",
    9000411: "The request is not properly formatted. The parameter '{name}' is duplicated.",
    900144: "The request body must contain the following parameter: '{name}'.",
    900561: 'The endpoint only accepts POST requests. Received a {method} request.',
    900971: 'No reply address provided.',
    90130:
      "The application '{app}' ({name}) is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.",
    90002:
      "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.",
    90119: 'The user code is null or empty.',
    90120: 'The request was already authorized or declined.',
    9002332:
      "Application '{app}'({name}) is configured for use by Microsoft Entra users only. Please do not use the /consumers endpoint to serve this request.",
    50011:
      "The redirect URI '{uri}' specified in the request does not match the redirect URIs configured for the application '{app}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to troubleshoot this error.",
    50199:
      'For security reasons, user confirmation is required for this request. Please repeat the request allowing user interaction.',
    50089: 'Authentication failed due to flow token expired.',
    50061: 'Unable to complete sign out. The request was invalid.',
    50068: "Sign out has failed. The app that initiated sign out isn't a participant in the current session.",
    50070:
      "Sign out has failed. The sign out request specified a name identifier that didn't match the existing session(s).",
    50071: 'The logout request has expired.',
    75001: 'An error occurred during SAML message binding.',
    75003:
      "The SAML protocol response can't be sent via bindings other than HTTP POST. The requested binding is '{value}'.",
    75005: 'The request is not a valid Saml2 protocol message.',
    750054:
      'SAMLRequest or SAMLResponse must be present as query string parameters in HTTP request for SAML Redirect binding.',
    75008: 'The request from the app was denied since the SAML request had an unexpected destination.',
    75011:
      "Authentication method '{method}' by which the user authenticated with the service doesn't match requested authentication method '{value}'. Contact the {name} application owner.",
    75016: 'SAML2 Authentication Request has invalid NameIdPolicy.',
    7500529: "The value '{id}' is not a valid SAML ID. The ID must not begin with a number.",
    76021: 'The request sent by client is not signed while the application requires signed requests.',
    76026: 'The IssueInstant of the SAML2 Authentication Request is expired.',
    900236: "The SAML authentication request property '{name}' is not supported and must not be set.",
    50006: 'Signature verification failed because of an invalid signature.',
    50194:
      "Application '{app}'({name}) is not configured as a multi-tenant application. Usage of the /{word} endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.",
  },
  unauthorized_client: {
    700011:
      "Application with identifier '{app}' was not found in the directory '{tenant}'. This can happen if the application with identifier has not been installed by the administrator of the tenant or consented to by any user in the tenant.",
    70001: "The application '{app}' named {name} was not found in the tenant named {tenant}, or is disabled there.",
    500208: 'The domain is not a valid login domain for the account type.',
    700016:
      "Application with identifier '{app}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
    7000112: "Application '{app}'({name}) is disabled.",
  },
  invalid_grant: {
    50014: "Guest user's redemption is in a pending state. The guest user account isn't fully created yet.",
    50056: "Invalid or null password: password doesn't exist in the directory for this user.",
    50132:
      "The session is not valid due to the following reasons: password expiration or recent password change, SSO Artifact is invalid or expired, session is not fresh enough for application, or a silent sign-in request was sent but the user's session with Azure AD is invalid or has expired.",
    50143:
      'Session mismatch: the session is invalid because user tenant does not match the domain hint due to different resource.',
    50144: "The user's Active Directory password has expired.",
    50197: 'The user could not be found due to conflicting identities. Please sign in again.',
    51004:
      'The user account {user} does not exist in the {tenant} directory. To sign into this application, the account must be added to the directory.',
    90072:
      "User account '{user}' from identity provider '{provider}' does not exist in tenant '{tenant}' and cannot access the application '{app}'({name}) in that tenant. The account needs to be added as an external user in the tenant first.",
    16003: 'The user has not been explicitly added to the tenant.',
    50085: 'Refresh token needs social IDP login. Have the user try signing-in again with user name and password.',
    50020:
      "User account '{user}' from identity provider '{provider}' does not exist in tenant '{tenant}' and cannot access the application '{app}'({name}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.",
    50105:
      "Your administrator has configured the application {name} ('{app}') to block users unless they are specifically granted ('assigned') access to the application. The signed-in user '{user}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.",
  },
  access_denied: {
    90095:
      'Admin consent is required for the permissions requested by this application. An admin consent request may be sent to the admin.',
    90093:
      'Calling principal cannot consent due to lack of permissions: Graph returned a forbidden error code for the request.',
    90099:
      "The application '{app}' ({name}) has not been authorized in the tenant '{tenant}'. Applications must be authorized to access the external tenant before partner delegated administrators can use them.",
    90094: 'Admin consent is required for the permissions requested by this application.',
  },
  interaction_required: {
    50002: 'Sign-in failed because of a restricted proxy access on the tenant.',
    500021: "Access to '{tenant}' tenant is denied.",
    500022: "Access to '{tenant}' tenant is denied: the tenant restriction header names another policy.",
    500212:
      "The user's administrator has set an outbound access policy that does not allow access to the resource tenant.",
    500213: "The resource tenant's cross-tenant access policy does not allow this user to access this tenant.",
    50072:
      "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '00000003-0000-0000-c000-000000000000'.",
    50074: 'Strong Authentication is required.',
    50097: 'Device authentication is required.',
    50131:
      'Device is not in required device state: Conditional Access policy requires another state, or a suspicious activity blocked the sign-in.',
    50158: 'External security challenge was not satisfied.',
    53000:
      'Device is not in required device state: {state}. Conditional Access policy requires a compliant device, and the device is not compliant. The user must enroll their device with an approved MDM provider like Intune.',
    53001:
      'Device is not in required device state: {state}. Conditional Access policy requires a domain joined device, and the device is not domain joined.',
    53002:
      'The application used is not an approved application for Conditional Access. User needs to use one of the apps from the list of approved applications to use in order to get access.',
    53004:
      'User needs to complete multi-factor authentication registration process before accessing this content. User should register for multi-factor authentication.',
    53011: 'User blocked due to risk on home tenant.',
    530032: "Tenant security policy does not allow access: User blocked due to tenant's security policy.",
    530036:
      'Access has been blocked by Conditional Access policies. The access policy does not allow the device code flow.',
    530035:
      'Access has been blocked by security defaults. This is due to the request using legacy auth or being deemed unsafe by security defaults policies.',
  },
  invalid_client: {
    650052:
      "The app is trying to access a service '00000002-0000-0ff1-ce00-000000000000' that your organization '{tenant}' lacks a service principal for. Contact your IT Admin to review the configuration of your service subscriptions or consent to the application in order to create the required service principal.",
    650054:
      'The application asked for permissions to access a resource that has been removed or is no longer available. Contact the app vendor.',
    650056:
      "Misconfigured application. This could be due to one of the following: the client has not listed any permissions for '{tenant}' in the requested permissions in the client's application registration. Or, the admin has not consented in the tenant. Or, check the application identifier in the request to ensure it matches the configured client application identifier.",
    65005:
      "The application '{app}' asked for required resource access that is not configured or not available. Contact the app vendor.",
    50003: 'Sign-in failed because of a missing signing key or certificate.',
    501241: "Mandatory Input '{name}' missing from transformation id '{value}'.",
    50146:
      'This application is required to be configured with an application-specific signing key. It is either not configured with one, or the key has expired or is not yet valid.',
    501461:
      "AcceptMappedClaims is only supported for a token audience matching the application GUID or an audience within the tenant's verified domains.",
  },
  server_error: {
    40009: "The user's federated identity provider refused the request: OAuth2IdPAuthCodeRedemptionUserError.",
    40015: "The user's federated identity provider refused the request: OAuth2IdPAuthCodeRedemptionUserError.",
    20001:
      "There's an issue with your federated Identity Provider. Contact your IDP to resolve this issue: WsFedSignInResponseError.",
    20012:
      "There's an issue with your federated Identity Provider. Contact your IDP to resolve this issue: WsFedMessageInvalid.",
  },
} as const
