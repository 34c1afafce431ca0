export default function Home() {
  return <main>Backcast opens from a patient's chart.</main>;
}
