using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LiveChat.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Farewell : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_urgent",
                table: "deliveries",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "farewell",
                table: "console_settings",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "farewell_waits",
                table: "console_settings",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.UpdateData(
                table: "console_settings",
                keyColumn: "id",
                keyValue: 1,
                columns: new[] { "farewell", "farewell_waits" },
                values: new object[] { null, true });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "is_urgent",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "farewell",
                table: "console_settings");

            migrationBuilder.DropColumn(
                name: "farewell_waits",
                table: "console_settings");
        }
    }
}
