CREATE TABLE public.orders (
    order_id bigint PRIMARY KEY,
    email text NOT NULL,
    total numeric(12,2) NOT NULL,
    status text NOT NULL,
    placed_at timestamptz NOT NULL
);
