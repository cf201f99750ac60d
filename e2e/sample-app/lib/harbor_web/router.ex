defmodule HarborWeb.Router do
  use HarborWeb, :router

  import HarborWeb.UserAuth

  pipeline :browser do
    plug :accepts, ["html"]
    plug :fetch_session
    plug :fetch_live_flash
    plug :put_root_layout, html: {HarborWeb.Layouts, :root}
    plug :protect_from_forgery
    plug :put_secure_browser_headers
    plug :fetch_current_user
  end

  scope "/", HarborWeb do
    pipe_through :browser

    get "/", PageController, :home
  end

  ## Authentication

  scope "/", HarborWeb do
    pipe_through [:browser, :redirect_if_user_is_authenticated]

    get "/users/log_in", SessionController, :new
    post "/users/log_in", SessionController, :create
    live "/users/register", RegistrationLive, :new
  end

  scope "/", HarborWeb do
    pipe_through [:browser, :require_authenticated_user]

    delete "/users/log_out", SessionController, :delete

    live_session :authenticated, on_mount: [{HarborWeb.UserAuth, :ensure_authenticated}] do
      live "/users/settings", SettingsLive, :edit
      live "/organizations", OrganizationsLive.Index, :index
    end
  end

  ## Berths

  scope "/berths", HarborWeb do
    pipe_through [:browser, :require_authenticated_user]

    live_session :berths, on_mount: [{HarborWeb.UserAuth, :ensure_authenticated}] do
      live "/", MooringLive.Index, :index
    end
  end
end
