defmodule HarborWeb.MooringLive.Index do
  use HarborWeb, :live_view

  alias Harbor.Moorings

  @shortest_boat_m 6

  @impl true
  def mount(_params, _session, socket) do
    {:ok, assign(socket, berths: Moorings.list_free_berths(@shortest_boat_m))}
  end

  @impl true
  def handle_event("book", %{"id" => id}, socket) do
    berth = Enum.find(socket.assigns.berths, &(&1.id == id))

    case Moorings.book(berth, socket.assigns.current_user) do
      {:ok, booked} ->
        {:noreply, update(socket, :berths, &Enum.reject(&1, fn b -> b.id == booked.id end))}

      {:error, _changeset} ->
        {:noreply, put_flash(socket, :error, "Somebody was faster.")}
    end
  end

  @impl true
  def render(assigns) do
    ~H"""
    <h1>Free tonight</h1>
    <table>
      <tr :for={berth <- @berths}>
        <td>{berth.label}</td>
        <td>{berth.length_m} m</td>
        <td><button phx-click="book" phx-value-id={berth.id}>Book</button></td>
      </tr>
    </table>
    """
  end
end
