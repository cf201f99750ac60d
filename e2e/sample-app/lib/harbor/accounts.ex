defmodule Harbor.Accounts do
  @moduledoc """
  Members, their sessions and the organizations they belong to.
  """

  import Ecto.Query

  alias Harbor.Accounts.{Emails, Organization, OrganizationMembership, User, UserSession, UserToken}
  alias Harbor.Mailer
  alias Harbor.Repo

  def sigra_config do
    :harbor
    |> Application.fetch_env!(:sigra_config)
    |> Sigra.Config.new!()
  end

  ## Users

  def get_user!(id), do: Repo.get!(User, id)

  def get_user_by_email(email) when is_binary(email) do
    Repo.get_by(User, email: email)
  end

  def register_user(attrs) do
    %User{}
    |> User.registration_changeset(attrs)
    |> Repo.insert()
  end

  def change_user_registration(user, attrs \\ %{}) do
    User.registration_changeset(user, attrs, hash_password: false)
  end

  def update_user_email(user, attrs) do
    user
    |> User.email_changeset(attrs)
    |> Repo.update()
  end

  def authenticate(email, password) do
    user = get_user_by_email(email)

    if User.valid_password?(user, password) do
      {:ok, user}
    else
      {:error, :invalid_credentials}
    end
  end

  ## Sessions

  def create_session(user, metadata) do
    {token, session} = UserSession.build(user, metadata)
    Repo.insert!(session)
    token
  end

  def get_user_by_session_token(token) do
    token
    |> UserSession.active_query()
    |> Repo.one()
  end

  def delete_session(token) do
    Repo.delete_all(from(s in UserSession, where: s.token == ^token))
    :ok
  end

  ## E-mail confirmation

  def deliver_confirmation(user, url_builder) do
    {encoded, token} = UserToken.build_email_token(user, "confirm")
    Repo.insert!(token)

    user
    |> Emails.confirmation(url_builder.(encoded))
    |> Mailer.deliver()
  end

  ## Organizations

  def list_organizations(user) do
    Repo.all(
      from o in Organization,
        join: m in OrganizationMembership,
        on: m.organization_id == o.id,
        where: m.user_id == ^user.id,
        order_by: o.name
    )
  end
end
