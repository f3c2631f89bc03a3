/** Quick starts in other languages, and by hand. */
import { type Framework, originOf, pathOf } from './framework.ts'

export const otherFrameworks: readonly Framework[] = [
  {
    id: 'python',
    name: 'Python with Flask and Authlib',
    install: 'pip install flask authlib requests',
    files: ({ issuer, client_id, redirect_uri }) => [
      {
        name: 'app.py',
        code: `import os
from authlib.integrations.flask_client import OAuth
from flask import Flask, redirect, session

app = Flask(__name__)
app.secret_key = os.environ["SESSION_KEY"]
oauth = OAuth(app)
oauth.register(
    "gatehouse",
    server_metadata_url="${issuer}/.well-known/openid-configuration",
    client_id="${client_id}",
    client_secret=os.environ["CLIENT_SECRET"],
    client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256"},
)

@app.get("/sign-in")
def sign_in():
    return oauth.gatehouse.authorize_redirect("${redirect_uri}")

@app.get("${pathOf(redirect_uri)}")
def callback():
    session["person"] = oauth.gatehouse.authorize_access_token()["userinfo"]
    return redirect("/")`,
      },
    ],
  },
  {
    id: 'go',
    name: 'Go',
    install: 'go get github.com/coreos/go-oidc/v3/oidc golang.org/x/oauth2',
    files: ({ issuer, client_id, redirect_uri }) => [
      {
        name: 'signin.go',
        code: `provider, err := oidc.NewProvider(ctx, "${issuer}")
if err != nil {
	log.Fatal(err)
}
config := oauth2.Config{
	ClientID:     "${client_id}",
	ClientSecret: os.Getenv("CLIENT_SECRET"),
	Endpoint:     provider.Endpoint(),
	RedirectURL:  "${redirect_uri}",
	Scopes:       []string{oidc.ScopeOpenID, "profile", "email"},
}

// Begin: keep verifier, state and nonce in the session of the browser.
verifier := oauth2.GenerateVerifier()
url := config.AuthCodeURL(state, oidc.Nonce(nonce), oauth2.S256ChallengeOption(verifier))

// Finish, after comparing the state:
token, err := config.Exchange(ctx, r.URL.Query().Get("code"), oauth2.VerifierOption(verifier))
raw, _ := token.Extra("id_token").(string)
idToken, err := provider.Verifier(&oidc.Config{ClientID: config.ClientID}).Verify(ctx, raw)
// Compare idToken.Nonce with the one of the session. idToken.Subject is the person.`,
      },
    ],
  },
  {
    id: 'spring',
    name: 'Java with Spring Boot',
    install: null,
    files: ({ issuer, client_id, redirect_uri }) => [
      {
        name: 'application.yml',
        code: `spring:
  security:
    oauth2:
      client:
        registration:
          gatehouse:
            client-id: ${client_id}
            client-secret: \${CLIENT_SECRET}
            scope: openid, profile, email
            redirect-uri: ${redirect_uri}
        provider:
          gatehouse:
            issuer-uri: ${issuer}`,
      },
      {
        name: 'SecurityConfig.java',
        code: `@Bean
SecurityFilterChain security(HttpSecurity http) throws Exception {
  return http
      .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
      .oauth2Login(login -> login.redirectionEndpoint(end -> end.baseUri("${pathOf(redirect_uri)}")))
      .build();
}`,
      },
      {
        name: 'build.gradle',
        code: `implementation 'org.springframework.boot:spring-boot-starter-oauth2-client'`,
      },
    ],
  },
  {
    id: 'dotnet',
    name: '.NET',
    install: 'dotnet add package Microsoft.AspNetCore.Authentication.OpenIdConnect',
    files: ({ issuer, client_id, redirect_uri }) => [
      {
        name: 'Program.cs',
        code: `builder.Services
    .AddAuthentication(options =>
    {
        options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        options.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
    })
    .AddCookie()
    .AddOpenIdConnect(options =>
    {
        options.Authority = "${issuer}";
        options.ClientId = "${client_id}";
        options.ClientSecret = builder.Configuration["CLIENT_SECRET"];
        options.ResponseType = "code";
        options.CallbackPath = "${pathOf(redirect_uri)}";
        options.MapInboundClaims = false;
        options.Scope.Add("email");
    });`,
      },
    ],
  },
  {
    id: 'php',
    name: 'PHP',
    install: 'composer require jumbojett/openid-connect-php',
    files: ({ issuer, client_id, redirect_uri }) => [
      {
        name: 'sign-in.php',
        code: `<?php
require 'vendor/autoload.php';

use Jumbojett\\OpenIDConnectClient;

$oidc = new OpenIDConnectClient('${issuer}', '${client_id}', getenv('CLIENT_SECRET'));
$oidc->setRedirectURL('${redirect_uri}');
$oidc->setCodeChallengeMethod('S256');
$oidc->addScope(['openid', 'profile', 'email']);
$oidc->authenticate();

$person = $oidc->getVerifiedClaims(); // sub, org_id, email, name, role`,
      },
    ],
  },
  {
    id: 'ruby',
    name: 'Ruby on Rails',
    install: 'bundle add omniauth_openid_connect omniauth-rails_csrf_protection',
    files: ({ issuer, client_id, redirect_uri }) => [
      {
        name: 'config/initializers/omniauth.rb',
        code: `Rails.application.config.middleware.use OmniAuth::Builder do
  provider :openid_connect,
    name: :gatehouse,
    issuer: "${issuer}",
    discovery: true,
    pkce: true,
    scope: %i[openid profile email],
    client_options: {
      identifier: "${client_id}",
      secret: ENV.fetch("CLIENT_SECRET"),
      redirect_uri: "${redirect_uri}",
    }
end`,
      },
    ],
  },
  {
    id: 'curl',
    name: 'By hand, with curl',
    install: null,
    files: ({ issuer, client_id, redirect_uri }) => [
      {
        name: 'Shell',
        code: `# The addresses of the gateway
$ curl ${issuer}/.well-known/openid-configuration

# Open this in a browser. It comes back to ${originOf(redirect_uri)} with a code.
$ verifier=$(openssl rand -hex 32)
$ challenge=$(printf %s "$verifier" | openssl dgst -sha256 -binary | openssl base64 -A | tr '+/' '-_' | tr -d '=')
$ echo "${issuer}/oauth/authorize?response_type=code&client_id=${client_id}&redirect_uri=${encodeURIComponent(redirect_uri)}&scope=openid%20profile%20email&state=try&nonce=try&code_challenge=$challenge&code_challenge_method=S256"

# Redeem the code
$ curl ${issuer}/oauth/token -u "${client_id}:$CLIENT_SECRET" \\
    -d grant_type=authorization_code -d code="$CODE" \\
    -d redirect_uri=${redirect_uri} -d code_verifier="$verifier"`,
      },
    ],
  },
]
