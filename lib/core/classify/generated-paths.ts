/** A path of a generated host with what a careful reviewer gave its hunks. */
export type GeneratedPath = {
  readonly path: string;
  readonly category: string;
  /** Labels of the file as a whole; a hunk may have fewer. */
  readonly labels: readonly string[];
  readonly supporting: boolean;
  /** Further categories that a careful reviewer accepts. */
  readonly accepted: readonly string[];
};

/** For tests: paths of a generated host called `my_app`. One row: path, category, labels, supporting, accepted. */
const ROWS = `
config/config.exs | integration | oauth | no | audit_security,schema
config/dev.exs | integration |  | no |
config/test.exs | integration |  | no |
docs/webhook_receiver_setup.md | integration |  | yes |
lib/mix/tasks/sigra.admin.check.ex | audit_security | policy,admin_settings | yes | audit_security
lib/mix/tasks/sigra.admin.grant.ex | audit_security | policy,admin_settings | yes | audit_security
lib/mix/tasks/sigra.admin.list.ex | audit_security | policy,admin_settings | yes | audit_security
lib/mix/tasks/sigra.admin.revoke.ex | audit_security | policy,admin_settings | yes | audit_security
lib/mix/tasks/sigra.admin.task.ex | audit_security | policy,admin_settings | yes | audit_security
lib/my_app/accounts.ex | host_auth | session_auth | no |
lib/my_app/accounts/audit_event.ex | audit_security |  | no | host_auth
lib/my_app/accounts/emails.ex | host_auth | session_auth | no | integration
lib/my_app/accounts/encrypted.ex | audit_security |  | no | integration,host_auth
lib/my_app/accounts/enterprise_connection.ex | host_auth | oauth | no | schema
lib/my_app/accounts/enterprise_connection_oidc_settings.ex | host_auth | oauth | no | schema
lib/my_app/accounts/mailer.ex | integration |  | no | host_auth
lib/my_app/accounts/organization.ex | host_auth | scope | no | schema
lib/my_app/accounts/organization_auth_policy.ex | host_auth |  | no | schema,audit_security
lib/my_app/accounts/organization_auth_policy_exemption.ex | host_auth |  | no | schema,audit_security
lib/my_app/accounts/organization_invitation.ex | host_auth |  | no | schema
lib/my_app/accounts/organization_invitation_email.ex | host_auth |  | no | integration
lib/my_app/accounts/organization_membership.ex | host_auth | scope | no | schema
lib/my_app/accounts/organization_slug_alias.ex | host_auth |  | no | schema
lib/my_app/accounts/platform_admin_grant.ex | host_auth | policy,admin_settings | no | audit_security,schema
lib/my_app/accounts/scope.ex | host_auth | scope | no | router
lib/my_app/accounts/user.ex | host_auth | session_auth | no | schema
lib/my_app/accounts/user_backup_code.ex | host_auth | session_auth | no | schema
lib/my_app/accounts/user_mfa_credential.ex | host_auth | session_auth | no | schema
lib/my_app/accounts/user_passkey.ex | host_auth | session_auth | no | schema
lib/my_app/accounts/user_session.ex | host_auth | session_auth | no | schema
lib/my_app/accounts/user_token.ex | host_auth | session_auth | no | schema
lib/my_app/accounts/webhook_delivery.ex | host_auth |  | no | integration,schema
lib/my_app/accounts/webhook_delivery_attempt.ex | host_auth |  | no | integration,schema
lib/my_app/accounts/webhook_event.ex | host_auth |  | no | integration,schema
lib/my_app/accounts/webhook_subscription.ex | host_auth |  | no | integration,schema
lib/my_app/application.ex | integration |  | no | audit_security
lib/my_app/mailer.ex | integration |  | no |
lib/my_app/organizations.ex | host_auth | scope | no |
lib/my_app/rate_limit.ex | integration |  | no |
lib/my_app/sigra_admin_access.ex | audit_security | policy,admin_settings | no | host_auth
lib/my_app/sigra_admin_policy.ex | audit_security | policy,admin_settings | no | host_auth
lib/my_app/sigra_authz.ex | audit_security | policy | no | host_auth
lib/my_app/vault.ex | audit_security |  | no | integration
lib/my_app_web/auth_error_handler.ex | host_auth | session_auth,scope | no | router
lib/my_app_web/components/admin_shell.ex | host_auth | admin_settings | no |
lib/my_app_web/components/layouts.ex | host_auth | admin_settings | no |
lib/my_app_web/components/org_switcher.ex | host_auth | scope | no |
lib/my_app_web/components/sigra_auth_components.ex | host_auth | session_auth | no |
lib/my_app_web/controllers/admin/audit_export_controller.ex | host_auth | admin_settings | no | audit_security
lib/my_app_web/controllers/admin/impersonation_controller.ex | host_auth | admin_settings,session_auth | no | audit_security
lib/my_app_web/controllers/auth/sudo_controller.ex | host_auth | session_auth | no |
lib/my_app_web/controllers/auth/sudo_html.ex | host_auth | session_auth | no |
lib/my_app_web/controllers/confirmation_controller.ex | host_auth | session_auth | no |
lib/my_app_web/controllers/confirmation_html.ex | host_auth | session_auth | no |
lib/my_app_web/controllers/enterprise_sso_controller.ex | host_auth | oauth,session_auth | no |
lib/my_app_web/controllers/mfa_challenge_controller.ex | host_auth | session_auth | no |
lib/my_app_web/controllers/mfa_challenge_html.ex | host_auth | session_auth | no |
lib/my_app_web/controllers/organization_switch_controller.ex | host_auth | scope | no |
lib/my_app_web/controllers/reset_password_controller.ex | host_auth | session_auth | no |
lib/my_app_web/controllers/reset_password_html.ex | host_auth | session_auth | no |
lib/my_app_web/controllers/session_controller.ex | host_auth | session_auth | no |
lib/my_app_web/controllers/session_html.ex | host_auth | session_auth | no |
lib/my_app_web/live/auth/session_live.ex | host_auth | session_auth | no |
lib/my_app_web/live/confirmation_live.ex | host_auth | session_auth | no |
lib/my_app_web/live/invitation_accept_live.ex | host_auth | session_auth,scope | no |
lib/my_app_web/live/mfa_challenge_live.ex | host_auth | session_auth | no |
lib/my_app_web/live/mfa_settings_live.ex | host_auth | admin_settings,session_auth | no |
lib/my_app_web/live/organization_members_live.ex | host_auth | admin_settings,scope | no |
lib/my_app_web/live/organization_settings_live.ex | host_auth | admin_settings,scope | no |
lib/my_app_web/live/organizations_live/index.ex | host_auth | scope | no |
lib/my_app_web/live/organizations_live/new.ex | host_auth | scope | no |
lib/my_app_web/live/reactivation_live.ex | host_auth | session_auth | no |
lib/my_app_web/live/registration_live.ex | host_auth | session_auth | no |
lib/my_app_web/live/reset_password_live.ex | host_auth | session_auth | no |
lib/my_app_web/live/settings_live.ex | host_auth | admin_settings,session_auth | no |
lib/my_app_web/router.ex | router | session_auth,scope,oauth,admin_settings,policy | no |
lib/my_app_web/user_auth.ex | host_auth | session_auth,scope | no | router
priv/repo/migrations/TIMESTAMP_add_active_organization_id_to_user_sessions.exs | schema | scope | no |
priv/repo/migrations/TIMESTAMP_alter_audit_events_add_org_columns.exs | schema |  | no | audit_security
priv/repo/migrations/TIMESTAMP_create_audit_events.exs | schema |  | no | audit_security
priv/repo/migrations/TIMESTAMP_create_enterprise_connections.exs | schema | oauth | no |
priv/repo/migrations/TIMESTAMP_create_organization_auth_policies.exs | schema |  | no |
priv/repo/migrations/TIMESTAMP_create_organizations.exs | schema |  | no |
priv/repo/migrations/TIMESTAMP_create_platform_admin_grants.exs | schema | policy,admin_settings | no |
priv/repo/migrations/TIMESTAMP_create_sigra_auth_tables.exs | schema | session_auth | no |
priv/repo/migrations/TIMESTAMP_create_sigra_brand_profiles.exs | schema |  | no |
priv/repo/migrations/TIMESTAMP_create_webhook_tables.exs | schema |  | no | integration
priv/static/assets/sigra_admin.css | host_auth | admin_settings | yes |
priv/static/assets/sigra_auth.css | host_auth |  | yes |
test/support/conn_case.ex | host_auth |  | yes |
test/support/conn_case_helpers.ex | host_auth |  | yes |
test/support/fixtures/auth_fixtures.ex | host_auth |  | yes |
`;

export const GENERATED_PATHS: readonly GeneratedPath[] = ROWS.trim()
  .split("\n")
  .map((row) => {
    const [path = "", category = "", labels = "", supporting = "", accepted = ""] = row.split("|").map((cell) => cell.trim());
    return { path, category, labels: toList(labels), supporting: supporting === "yes", accepted: toList(accepted) };
  });

function toList(cell: string): readonly string[] {
  return cell.split(",").filter((word) => word !== "");
}
